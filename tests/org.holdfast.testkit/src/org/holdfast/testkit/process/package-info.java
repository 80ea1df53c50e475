// SPDX-License-Identifier: EPL-2.0
/** Other processes in tests: {@link org.holdfast.testkit.process.ChildJvm} starts one that can be killed. */
@NullMarked
package org.holdfast.testkit.process;

import org.jspecify.annotations.NullMarked;
