/**
 * Contract tests with many versions of a library, without a module for each.
 *
 * <p>{@code libraries.yaml} lists the versions. A test that takes a {@link io.obsagent.verify.matrix.Library} is run with
 * the newest one, and with all of them in the profile {@code matrix}:
 *
 * <pre>{@code
 * @ParameterizedTest
 * @LibraryVersions("hikaricp")
 * void oneSpanForEachStatement(Library pool) {
 *     AppRun.withAgent(AppRun.app("jdbc", "io.obsagent.verify.apps.jdbc.JdbcCalls", pool));
 * }
 * }</pre>
 *
 * <p>The application is a module under {@code apps/}, compiled once against the oldest version in scope
 * {@code provided}, so that its {@code target/lib} does not hold the library. The library's jars and what they depend on
 * come from the local Maven repository or Maven Central when the test runs. A whole class is run per version with
 * {@code @ParameterizedClass} in place of {@code @ParameterizedTest} and the library as the constructor's parameter, or
 * in a field {@code @Parameter} where one instance runs all tests of the class.
 *
 * <p>What has passed and not failed becomes a line of {@code docs/support.md}, see {@code make support}. What comes with
 * the JDK is one version of its own, which a test names by {@link io.obsagent.verify.matrix.JdkPart}.
 */
package io.obsagent.verify.matrix;
