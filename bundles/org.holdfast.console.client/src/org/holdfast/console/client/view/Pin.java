// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.util.List;

/** A machine of an open confederation; status is paired, removed, heard or other-key. */
public record Pin(String node, String name, String status, List<String> addresses, boolean reachable) {}
