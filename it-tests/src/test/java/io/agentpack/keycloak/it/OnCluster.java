package io.agentpack.keycloak.it;

import io.agentpack.keycloak.it.kit.server.Postgres;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** For tests on two nodes. {@code -Dcluster.required=true}: it is a failure if they can't run. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "io.agentpack.keycloak.it.OnCluster$Here#isPossible", disabledReason = "no PostgreSQL server here")
@interface OnCluster {

    /** Decided once per JVM, and said aloud: a green run must not hide that half of it was left out. */
    final class Here {
        private static final boolean POSSIBLE = decide();

        private Here() {}

        static boolean isPossible() {
            return POSSIBLE;
        }

        private static boolean decide() {
            boolean possible = Postgres.isInstalled() || Boolean.getBoolean("cluster.required");
            if (!possible) {
                System.out.println("==================================================================");
                System.out.println("!! NOTHING RUNS ON TWO NODES: apt-get install postgresql, then again");
                System.out.println("==================================================================");
            }
            return possible;
        }
    }
}
