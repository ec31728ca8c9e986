package io.agentpack.keycloak.it.kit.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.agentpack.keycloak.it.kit.Eventually;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A mail server on loopback that keeps what it gets. A realm uses it by {@code setting("smtpServer", server.settings())}. */
public final class MailServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private MailServer() {
        server.start();
    }

    public static MailServer start() {
        return new MailServer();
    }

    /** @param text the part for readers without HTML */
    public record Received(String to, String subject, String text, String html) {
        /** What the person can open: the first address in the text. */
        public String link() {
            return Arrays.stream(text.split("\\s+"))
                    .filter(word -> word.startsWith("http"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link in: " + text));
        }
    }

    public Map<String, String> settings() {
        return Map.of(
                "host", "127.0.0.1", "port", String.valueOf(server.getSmtp().getPort()), "from", "kc@example.org");
    }

    /** Everything that has come for this address, oldest first. */
    public List<Received> to(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .map(MailServer::read)
                .filter(mail -> mail.to().equals(address))
                .toList();
    }

    /** Waits for the first that says this in its text, at most 20 s. */
    public Received await(String address, String said) {
        return Eventually.get("mail to " + address + " that says " + said, PATIENCE, () -> to(address).stream()
                .filter(mail -> mail.text().contains(said))
                .findFirst());
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Received read(MimeMessage message) {
        try {
            Multipart parts = (Multipart) message.getContent();
            return new Received(
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    text(parts, "text/plain"),
                    text(parts, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Multipart parts, String type) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return part.getContent().toString();
            }
        }
        throw new AssertionError("no part " + type);
    }
}
