package io.agentpack.keycloak.it.demo;

import io.agentpack.keycloak.it.demo.stage.Neighbours;
import io.agentpack.keycloak.it.demo.stage.Stage;
import io.agentpack.keycloak.it.demo.step.AdminRevokes;
import io.agentpack.keycloak.it.demo.step.AliceDecides;
import io.agentpack.keycloak.it.demo.step.ApisAnswer;
import io.agentpack.keycloak.it.demo.step.ConsentWithdrawn;
import io.agentpack.keycloak.it.demo.step.Deadline;
import io.agentpack.keycloak.it.demo.step.HandOver;
import io.agentpack.keycloak.it.demo.step.NightlyRun;
import io.agentpack.keycloak.it.demo.step.NoEvidence;
import io.agentpack.keycloak.it.demo.step.PlannerStarts;
import io.agentpack.keycloak.it.demo.step.ResearcherWorks;
import io.agentpack.keycloak.it.demo.step.RunToken;
import io.agentpack.keycloak.it.demo.step.Scene;
import io.agentpack.keycloak.it.demo.step.SignOut;
import io.agentpack.keycloak.it.demo.step.SignedIn;
import io.agentpack.keycloak.it.demo.step.TwoNodes;
import io.agentpack.keycloak.it.demo.told.Findings;
import io.agentpack.keycloak.it.demo.told.Teller;

/** The pack's promise, in a real Keycloak: an attested agent acts for a human, hands over, and is stopped everywhere. */
public final class Demo {
    private Demo() {}

    public static void main(String[] args) {
        Teller teller = new Teller();
        Findings findings = new Findings();
        Prologue.tell(teller);
        try (Ground ground = Ground.prepare();
                Neighbours neighbours = Neighbours.of(ground.first())) {
            Stage stage = Stage.in(ground.first(), neighbours);
            Prologue.introduce(stage, teller);
            tellOrStop(new Scene(stage, teller, findings), ground);
            Epilogue.tell(findings, teller);
            if (System.getProperty("demo.keep") != null) {
                KeepOpen.untilEnter(stage, teller);
            }
        }
        Epilogue.failUnlessAllHeld(findings);
    }

    /** What comes after a step that could not be told is not told either; what was found before is. */
    private static void tellOrStop(Scene scene, Ground ground) {
        try {
            tell(scene);
            new TwoNodes(scene, ground.second()).tell();
        } catch (RuntimeException e) {
            scene.broke(e);
        }
    }

    private static void tell(Scene scene) {
        RunToken nightly = new NoEvidence(scene).tell();
        SignedIn alice = AliceDecides.in(scene).tell();
        RunToken planner = new PlannerStarts(scene, alice).tell();
        new ApisAnswer(scene, planner).tell();
        RunToken researcher = new HandOver(scene, planner).tell();
        new ResearcherWorks(scene, researcher).tell();
        new NightlyRun(scene).tell();
        new SignOut(scene, alice, planner, researcher, nightly).tell();
        new AdminRevokes(scene).tell();
        new Deadline(scene).tell();
        new ConsentWithdrawn(scene).tell();
    }
}
