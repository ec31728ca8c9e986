/**
 * {@code {realm}/agents/my}: the pages on which people see what agents do for them, and stop it. Server-rendered, without script; the templates
 * and words are in the module {@code themes}.
 */
package io.agentpack.keycloak.exchange.my;
