package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;

/** A person's authority goes to an agent only when the person was asked and said yes. */
public record AliceDecides(Scene scene, SignIn signIn, Browser browser) {

    public static AliceDecides in(Scene scene) {
        return new AliceDecides(
                scene, new SignIn(scene), new Browser(scene.stage().tokens()));
    }

    public SignedIn tell() {
        scene.teller().chapter("Alice decides who acts for her");
        notAsked();
        declined();
        return agreed();
    }

    private void notAsked() {
        scene.teller().say("Alice signs in to the travel assistant, which asks for her calendar only.");
        signIn.tell("sign-in page", browser.authorize(scene.cast().assistant(), "openid", "calendar:read"));
        signIn.tell("after the password", browser.signIn(scene.cast().alice()));
        signIn.tell("Yes", browser.accept());
        String token = browser.tokens().accessToken();
        scene.teller().say("The planner got hold of that token and wants to act for her.");
        Reply refused = scene.form(
                "planner", TokenRequests.at(scene).exchange(scene.cast().planner(), token));
        scene.check("without alice's consent the planner is refused", "400 actor_unauthorized", refused);
    }

    private void declined() {
        scene.teller()
                .say("Now the assistant asks for scope agent:planner, too. Alice is signed in already; she says No.");
        Page consent = browser.authorize(scene.cast().assistant(), SignIn.WITH_PLANNER);
        signIn.tell("consent page", consent);
        boolean named = consent.asksForConsent() && consent.text().contains("Trip planner");
        scene.check("the consent page names the agent", "Trip planner", named ? "Trip planner" : "no such name");
        Page app = browser.deny();
        signIn.tell("No", app);
        scene.check("No means no", "access_denied", "" + app.parameter("error"));
    }

    private SignedIn agreed() {
        scene.teller().say("The assistant asks once more. She says Yes.");
        browser.authorize(scene.cast().assistant(), SignIn.WITH_PLANNER);
        signIn.tell("Yes", browser.accept());
        Reply tokens = browser.tokens();
        RunToken token = scene.token("alice's token at the assistant", tokens);
        scene.check(
                "her token names the planner",
                "scope agent:planner",
                token.scope().contains("agent:planner") ? "scope agent:planner" : token.scope());
        return new SignedIn(browser, tokens);
    }
}
