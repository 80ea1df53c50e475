// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** A key that a configuration may have. It stands in etc/PID.cfg of the node's folder. @param range empty where the description says it, or where every value of the type will do */
public record SettingReport(
        String pid, String key, String valueType, String defaultValue, String range, String description) {}
