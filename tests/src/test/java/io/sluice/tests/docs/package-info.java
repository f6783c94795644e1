/**
 * The examples in {@code docs/event-formats}: what the end-to-end tests wrote and got. A test that
 * has the records gives them to {@link io.sluice.tests.docs.Examples}, which compares them with the
 * documents, or writes these.
 */
package io.sluice.tests.docs;
