package io.mistnet.node.relational;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class's tests run on H2 and on PostgreSQL; on the latter they are skipped where the machine has none. Each test may take a {@link DatabaseSettings} or a {@link RelationalDatabase}, in its
 * constructor, in what runs before it or in itself: it is empty but for the tables, and the test's own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(DatabaseInvocations.class)
public @interface OnEveryDatabase {}
