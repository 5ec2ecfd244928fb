package shop.demo;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import io.obsagent.testkit.OtlpSink;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** The container engine, as Testcontainers finds it, and where containers find this JVM. */
final class Engine {

    static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    static final String JAVA_21 = "obs-agent-java:21";
    static final String JAVA_8 = "obs-agent-java:8";

    /** Where servers of this JVM listen that containers are to reach. */
    final InetAddress hostInterface;

    /** The address of such servers, as containers know it. */
    final String host;

    private Engine(InetAddress hostInterface, String host) {
        this.hostInterface = hostInterface;
        this.host = host;
    }

    /**
     * The engine; the test that wants it ends as skipped, and says so, where something is missing for it.
     *
     * @param images of docker/stand-ins
     * @param services whose jars are to be built
     */
    static Engine require(List<String> images, List<String> services) throws Exception {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no container engine answers");
        for (String image : images) {
            try {
                DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            } catch (NotFoundException e) {
                abort("there is no image " + image + "; .ci/images builds it");
            }
        }
        for (String service : services) {
            assumeTrue(Files.exists(jar(service)), jar(service) + " is not built");
        }
        // this machine may have an address of its own for them, or one of the engine's virtual machine
        String address;
        try (GenericContainer<?> container = new GenericContainer<>(JAVA_21)) {
            container
                    .withExtraHost("here", "host-gateway")
                    .withCommand("getent", "hosts", "here")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy())
                    .start();
            address = container.getLogs(OutputType.STDOUT).strip().split("\\s")[0];
        }
        InetAddress gateway = InetAddress.getByName(address);
        boolean here = NetworkInterface.getByInetAddress(gateway) != null;
        return new Engine(here ? gateway : InetAddress.getLoopbackAddress(), address);
    }

    static Path jar(String service) {
        return PROJECT.resolve("sample-services/" + service + "/target/" + service + ".jar");
    }

    /** Where containers send spans to. */
    String endpoint(OtlpSink sink) {
        return sink.httpEndpoint().replace(hostInterface.getHostAddress(), host);
    }
}
