// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** What is stored in a format and is written anew. */
public record Recode(String role, int format, boolean paused, long left, long total, String problem) {}
