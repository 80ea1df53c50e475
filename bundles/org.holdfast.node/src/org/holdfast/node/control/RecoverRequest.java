// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** Where to write the latest snapshot, and further addresses to ask. */
public record RecoverRequest(String to, List<String> seeds, boolean overwrite) {}
