<#ftl output_format="plainText">
${words("agentsMyMailOwner", owner)}

${agents}

${words("agentsMyMailOwnerThen")}
