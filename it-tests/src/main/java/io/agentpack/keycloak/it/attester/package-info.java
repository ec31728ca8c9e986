/** An attester for development: vouches for whatever asks it, on this machine. Never shipped. */
package io.agentpack.keycloak.it.attester;
