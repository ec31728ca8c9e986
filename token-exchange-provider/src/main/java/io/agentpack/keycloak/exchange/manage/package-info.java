/**
 * {@code /realms/{login realm}/agents/manage[/{managed realm}]}: pages for administrators, on a Keycloak without any experimental feature. Signed in as
 * for the admin console, with the permissions of the admin REST API and by the same classes.
 */
package io.agentpack.keycloak.exchange.manage;
