package io.agentpack.keycloak.exchange.page;

/**
 * A link in a page's navigation.
 *
 * @param words in the reader's language; escaped by the template
 */
public record Link(String words, String href) {}
