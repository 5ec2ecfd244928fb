package io.obsagent.verify.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which parts of the JDK a test is about, so that {@code docs/support.md} lists them with the Java it passed on. Of a
 * class it is said for all tests that do not say it themselves. On a Java that has no such part nothing is noted.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("jdk")
@ExtendWith(SupportRecorder.class)
public @interface JdkPart {

    /** Keys of {@code libraries.yaml}. */
    String[] value();
}
