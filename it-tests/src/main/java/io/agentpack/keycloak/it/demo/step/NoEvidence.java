package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.demo.stage.LaunchedAgent;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import java.util.Map;

/** An agent is admitted by evidence of what runs, used once. Its name or a copied message is not enough. */
public record NoEvidence(Scene scene) {

    /** @return the token of the run that nightly starts here; it plays on until the end */
    public RunToken tell() {
        scene.teller().chapter("No evidence, no token");
        name();
        changedImage();
        FormRequest good = good();
        Reply answer = scene.form("nightly", good);
        scene.check("with fresh evidence nightly is admitted", "200", answer);
        replay(good);
        return new RunToken(answer.accessToken());
    }

    private void name() {
        scene.teller().say("Somebody knows the name of the agent nightly, and nothing else.");
        Reply refused = scene.form(
                "somebody",
                scene.stage().tokens().grant("client_credentials").by(ClientAuthentication.onlyClientId("nightly")));
        scene.check("an agent's name without evidence is refused", "401 invalid_client", refused);
    }

    private void changedImage() {
        scene.teller()
                .say("An instance whose image was changed asks the attester to vouch for it."
                        + " (The evidence of the launch, a digest, is simulated.)");
        LaunchedAgent changed = scene.cast().nightly().withImage("sha256:something-else");
        scene.teller().request("changed nightly", "POST", changed.attester().toString(), launch(changed));
        Reply refused = scene.answer(changed::askForAttestation);
        scene.check("the attester doesn't vouch for a changed image", "403 unknown_image", refused);
    }

    private FormRequest good() {
        scene.teller()
                .say("The true nightly gets an attestation from the attester, good for minutes, and signs a proof"
                        + " that it has the key named in it:");
        FormRequest request = TokenRequests.at(scene).ownRun(scene.cast().nightly());
        request.headers().forEach(header -> scene.teller().json(header.getKey(), Tokens.claims(header.getValue())));
        return request.scope("mail:send");
    }

    private void replay(FormRequest same) {
        scene.teller().say("Somebody has recorded these two headers and sends them again.");
        Reply refused = scene.form("somebody", same);
        scene.check("recorded evidence is refused", "400 invalid_client_attestation", refused);
    }

    private static java.util.List<Map.Entry<String, String>> launch(LaunchedAgent agent) {
        return java.util.List.of(Map.entry("agent", agent.clientId()), Map.entry("image", agent.image()));
    }
}
