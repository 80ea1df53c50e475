// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** A row of the roster; status is active, suspended or revoked. */
public record Member(String node, String name, String site, String status, boolean reachable) {}
