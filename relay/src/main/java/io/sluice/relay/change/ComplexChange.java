package io.sluice.relay.change;

import java.util.List;

/**
 * What happened to one multi-cell column.
 *
 * @param deletion of everything it held before {@code cells}; null: it was added to or removed from
 * @param cells its elements that were written or removed, ordered by path
 */
public record ComplexChange(Column column, Deletion deletion, List<Cell> cells) {}
