/** Makes {@code docs/performance.md} and its pictures of what the benchmarks have saved. */
package io.sluice.bench.page;
