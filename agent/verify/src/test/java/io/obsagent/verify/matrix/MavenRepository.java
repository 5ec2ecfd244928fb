package io.obsagent.verify.matrix;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.VersionScheme;

/**
 * Artefacts as Maven itself would find them: in the local repository, else in Maven Central or what the user's settings
 * put in its place.
 */
final class MavenRepository {

    private static final VersionScheme VERSIONS = new GenericVersionScheme();
    private static final Map<List<String>, List<String>> RESOLVED = new ConcurrentHashMap<>();

    private MavenRepository() {}

    /** The paths of the artefacts and of all that they need at run time. */
    static List<String> resolve(List<String> coordinates) {
        return RESOLVED.computeIfAbsent(coordinates, MavenRepository::download);
    }

    private static List<String> download(List<String> coordinates) {
        ContextOverrides settings =
                ContextOverrides.create().withUserSettings(true).build();
        try (Context maven = Runtimes.INSTANCE.getRuntime().create(settings)) {
            CollectRequest wanted = new CollectRequest();
            wanted.setRepositories(maven.remoteRepositories());
            for (String each : coordinates) {
                wanted.addDependency(new Dependency(new DefaultArtifact(each), JavaScopes.RUNTIME));
            }
            DependencyRequest request =
                    new DependencyRequest(wanted, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
            return maven
                    .repositorySystem()
                    .resolveDependencies(maven.repositorySystemSession(), request)
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().getPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new AssertionError("cannot get " + String.join(", ", coordinates) + ": " + e.getMessage(), e);
        }
    }

    /** Compares two versions as Maven does. */
    static int compareVersions(String a, String b) {
        try {
            return VERSIONS.parseVersion(a).compareTo(VERSIONS.parseVersion(b));
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
