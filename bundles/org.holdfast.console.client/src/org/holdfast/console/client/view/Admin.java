// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** An admin of the confederation; {@code here} if it is this machine. */
public record Admin(String node, String name, String key, boolean founder, boolean here) {}
