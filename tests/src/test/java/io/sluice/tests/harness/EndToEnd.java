package io.sluice.tests.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that need the real servers. Its constructor may ask for the {@link Servers} and
 * for a {@link Ring}, which are started once, for all classes. A test that fails says how their
 * logs end.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedServers.class)
public @interface EndToEnd {}
