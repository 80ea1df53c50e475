// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import org.holdfast.format.identity.Tally;
import org.holdfast.model.OwnerId;

/** What this node saw of a subject on a day. @param day days since 1970, in UTC */
public record SeenRow(OwnerId subject, long day, Tally tally, boolean reneged) {}
