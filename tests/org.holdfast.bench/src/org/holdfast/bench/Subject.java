// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

/**
 * Something to measure.
 *
 * @param name what the table shows
 * @param bytes of data that one call takes in
 * @param call one unit of work; called from one thread only
 */
record Subject(String name, long bytes, Runnable call) {}
