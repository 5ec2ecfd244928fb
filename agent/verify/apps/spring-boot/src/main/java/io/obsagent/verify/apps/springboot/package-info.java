/** An application as Spring Boot starts it, from 1.5 to 4. */
package io.obsagent.verify.apps.springboot;
