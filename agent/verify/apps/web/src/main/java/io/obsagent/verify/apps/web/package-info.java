/**
 * One web application for all servlet containers, written against {@code javax.servlet}; where a container wants
 * {@code jakarta.servlet}, the build replaces the name.
 */
package io.obsagent.verify.apps.web;
