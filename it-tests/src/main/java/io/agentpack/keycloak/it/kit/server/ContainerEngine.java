package io.agentpack.keycloak.it.kit.server;

import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be had here; costs under a second where there is no engine. */
final class ContainerEngine {
    private ContainerEngine() {}

    static boolean has(String image) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return false;
        }
        try {
            DockerClientFactory.instance().client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
