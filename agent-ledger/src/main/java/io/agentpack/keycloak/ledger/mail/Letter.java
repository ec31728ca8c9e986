package io.agentpack.keycloak.ledger.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An e-mail that is yet to be written, for each of its readers in their own language.
 *
 * <p>Its templates are theme resources: {@code theme-resources/templates/html/<template>} and {@code …/text/<template>}, the text begins with
 * {@code <#ftl output_format="plainText">}. They say {@code ${words("key", argument…)}} for a message of {@link #bundle()}
 * ({@code theme-resources/messages/<bundle>_en.properties}) and {@code ${name}} for a value; {@code msg} is the e-mail theme's own.
 */
public interface Letter {
    /** Name of the template's file, e.g. {@code agents-approval-mail.ftl}. */
    String template();

    /** Name of the bundle with its words, e.g. {@code agents-approvals}. */
    String bundle();

    /**
     * Writes it: on a thread of the mail, in a transaction of its own, with the realm in its context and no request.
     *
     * @return empty when it isn't to be sent any more
     */
    Optional<Content> write(Reader reader);

    /**
     * What stands in it.
     *
     * @param subject key of the message that is its subject
     * @param arguments of the subject; one line each
     * @param values for the template. Text from outside must have been made fit to be shown; the HTML template escapes it
     */
    record Content(String subject, List<?> arguments, Map<String, ?> values) {}
}
