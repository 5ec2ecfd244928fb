/** A service of Spring Boot that traces by itself, with whatever the class path brings for that. */
package io.obsagent.verify.apps.springtracing;
