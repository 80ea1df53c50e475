// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** A machine of an open confederation; status is paired, removed, heard or other-key: heard under a paired one's name. */
public record PinReport(String node, String name, String status, List<String> addresses, boolean reachable) {}
