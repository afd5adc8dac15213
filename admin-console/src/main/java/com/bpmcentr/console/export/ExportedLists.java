package com.bpmcentr.console.export;

import java.util.List;

/** Lists that can be had as files, with their columns; named as the API names them. */
interface ExportedLists {

  List<ExportedList<?>> lists();
}
