package io.obsagent.verify.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Gives a parameterized test or test class a {@link Library} for each version that {@code libraries.yaml} lists: the
 * newest only, all of them in the profile {@code matrix}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("matrix")
@ArgumentsSource(LibraryVersionsProvider.class)
@ExtendWith(SupportRecorder.class)
public @interface LibraryVersions {

    /** Keys of {@code libraries.yaml}; the test runs with the versions of each. */
    String[] value();
}
