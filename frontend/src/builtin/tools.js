// Tools that the page itself runs, because only it can.

/** What the page answers to a call; a failure is an answer too, so that the assistant can go on. */
export async function resultOf({ name, arguments: params }, kit) {
  const { onClientTool } = kit.options
  if (!onClientTool) return { error: `This page has no tool "${name}".` }
  try {
    return (await onClientTool({ name, params: params ?? {} })) ?? {}
  } catch (error) {
    return { error: String(error?.message ?? error) }
  }
}
