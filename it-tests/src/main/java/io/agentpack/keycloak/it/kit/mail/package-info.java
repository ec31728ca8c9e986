/** E-mail as a person gets it. */
package io.agentpack.keycloak.it.kit.mail;
