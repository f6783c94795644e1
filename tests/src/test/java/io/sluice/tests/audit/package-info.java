/**
 * Whether anything is lost or made up while everything breaks: {@link
 * io.sluice.tests.audit.AuditedLoad} writes and keeps a ledger, a {@link
 * io.sluice.tests.audit.Nemesis} strikes by a schedule that follows from a seed, a {@link
 * io.sluice.tests.audit.DeliveryLog} keeps what is delivered, and an {@link
 * io.sluice.tests.audit.Audit} compares.
 */
package io.sluice.tests.audit;
