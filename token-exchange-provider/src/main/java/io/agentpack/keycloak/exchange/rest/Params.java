package io.agentpack.keycloak.exchange.rest;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.services.ErrorResponseException;

/** What comes in with a path or a query: databases choke on some characters, and nobody is called by them. */
public final class Params {
    private static final int LONGEST = 255;

    private Params() {}

    /** An id in a path; one that can't be is not there. */
    public static String id(String text) {
        if (!isName(text)) {
            throw new NotFoundException();
        }
        return text;
    }

    /** A filter in a query; none when it is left out or empty. */
    public static Optional<String> filter(String name, String text) {
        Optional<String> given = Optional.ofNullable(text).filter(value -> !value.isEmpty());
        if (given.isPresent() && !isName(text)) {
            throw malformed(name + " is not a name");
        }
        return given;
    }

    public static ErrorResponseException malformed(String sentence) {
        return new ErrorResponseException(OAuthErrorException.INVALID_REQUEST, sentence, Response.Status.BAD_REQUEST);
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
