/**
 * Makes {@code docs/performance.md}, {@code docs/scaling.md} and their pictures of what the
 * benchmarks have saved.
 */
package io.sluice.bench.page;
