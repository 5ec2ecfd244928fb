package io.obsagent.verify.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The source behind {@link LibraryVersions}. */
final class LibraryVersionsProvider implements ArgumentsProvider, AnnotationConsumer<LibraryVersions> {

    private LibraryVersions versions;

    @Override
    public void accept(LibraryVersions annotation) {
        versions = annotation;
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        List<Library> libraries = Arrays.stream(versions.value())
                .flatMap(key -> Libraries.toRun(key).stream())
                .toList();
        Assumptions.assumeFalse(libraries.isEmpty(), "no version needs a newer Java than the build's");
        return libraries.stream().map(Arguments::of);
    }
}
