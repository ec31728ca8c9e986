<#ftl output_format="plainText">
${words("agentsMyMailStopped", agents)}
${why}

${words("agentsMyStoppedForGood")}

${words("agentsMyMailSee")}
${page}

${words("agentsMyMailNoMore")}
${settings}
