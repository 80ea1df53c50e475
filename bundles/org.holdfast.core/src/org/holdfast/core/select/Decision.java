// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

/** What was decided about a candidate, with every reason: {@code holdfast partner why}. */
public record Decision(Judged judged, Standing standing) {}
