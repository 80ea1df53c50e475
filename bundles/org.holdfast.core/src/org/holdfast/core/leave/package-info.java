// SPDX-License-Identifier: EPL-2.0
/** Planned leave, as the partner sees it: {@link org.holdfast.core.leave.NoticeClerk} hears of it. */
@NullMarked
package org.holdfast.core.leave;

import org.jspecify.annotations.NullMarked;
