<#-- On the first page: somebody waits for me. -->
<#if (waiting > 0)>
  <p class="notice" role="status"><a href="${approvals}">${msg("agentsApprovalsWaitingCount", waiting)}</a></p>
</#if>
