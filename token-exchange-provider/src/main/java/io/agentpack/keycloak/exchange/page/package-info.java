/** What every page of the pack is made with: who is at the browser, sign-in, forms that only our pages may send, words, times and names for people. No page itself. */
package io.agentpack.keycloak.exchange.page;
