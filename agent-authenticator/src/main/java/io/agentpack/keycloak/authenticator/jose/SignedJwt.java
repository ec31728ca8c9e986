package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JWT in compact JWS form, read but not verified (RFC 7515, RFC 7519).
 *
 * @param header all of it: hints of the sender, nothing that may be trusted
 * @param keyId {@code kid} of the header
 * @param compact as it was sent
 */
public record SignedJwt(
        JWSAlgorithm algorithm,
        Map<String, Object> header,
        Optional<String> keyId,
        Map<String, Object> claims,
        String compact,
        Base64URL signature) {

    /** Stands for a JWT without {@code typ} (RFC 7519 section 5.1). */
    public static final String NO_TYPE = "";

    /** Longest text that is looked at. */
    public static final int MAX_LENGTH = 16 * 1024;

    private static final Pattern COMPACT = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    /** Extensions and nesting change what a JWT means; nothing that is read here needs them. */
    private static final List<String> REFUSED_HEADERS = List.of("crit", "b64", "enc", "zip", "cty");

    /**
     * Reads a JWT of the given type.
     *
     * @param type what {@code typ} of the header must be, exactly (RFC 8725 section 3.11)
     * @throws BadJoseException when it is too long, malformed, of another type, or signed with an algorithm that is not supported
     */
    public static SignedJwt read(String compact, String type) throws BadJoseException {
        return read(compact, Set.of(type));
    }

    /**
     * Reads a JWT of one of the given types; {@link #NO_TYPE} for one that states none.
     *
     * @throws BadJoseException as above
     */
    public static SignedJwt read(String compact, Set<String> types) throws BadJoseException {
        if (compact.length() > MAX_LENGTH) {
            throw new BadJoseException("longer than 16 kB");
        }
        Matcher parts = COMPACT.matcher(compact);
        if (!parts.matches()) {
            throw new BadJoseException("not a compact JWS");
        }
        Map<String, Object> header = StrictJson.object(decode(parts.group(1)));
        if (REFUSED_HEADERS.stream().anyMatch(header::containsKey)) {
            throw new BadJoseException("has a header that is not allowed");
        }
        requireType(header, types);
        return new SignedJwt(
                Algorithms.named(header.get("alg")).orElseThrow(() -> new BadJoseException("alg is not allowed")),
                header,
                keyId(header),
                StrictJson.object(decode(parts.group(2))),
                compact,
                new Base64URL(parts.group(3)));
    }

    /** The bytes under the signature. */
    byte[] signed() {
        return compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws BadJoseException when it is of none of these types */
    SignedJwt requireType(Set<String> types) throws BadJoseException {
        requireType(header, types);
        return this;
    }

    private static void requireType(Map<String, Object> header, Set<String> types) throws BadJoseException {
        Object type = header.get("typ");
        boolean known = header.containsKey("typ")
                ? !NO_TYPE.equals(type) && types.stream().anyMatch(each -> each.equals(type))
                : types.contains(NO_TYPE);
        if (!known) {
            throw new BadJoseException("typ is not "
                    + types.stream()
                            .filter(each -> !each.equals(NO_TYPE))
                            .sorted()
                            .collect(Collectors.joining(" or ")));
        }
    }

    private static Optional<String> keyId(Map<String, Object> header) throws BadJoseException {
        Object keyId = header.get("kid");
        if (keyId == null && !header.containsKey("kid")) {
            return Optional.empty();
        }
        if (keyId instanceof String text) {
            return Optional.of(text);
        }
        throw new BadJoseException("kid is not a string");
    }

    private static byte[] decode(String part) throws BadJoseException {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new BadJoseException("not base64url");
        }
    }
}
