// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** One partner in a run: bytes moved, and whether it can be reached. */
public record Lane(String partner, String name, long bytes, boolean reachable) {}
