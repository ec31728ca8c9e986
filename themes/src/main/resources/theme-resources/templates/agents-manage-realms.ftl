<#-- The realms that the administrator may look at. -->
<#import "agents-manage-parts.ftl" as parts>

<@parts.page msg("agentsManageRealms")>
  <p class="lead">${msg("agentsManageRealmsExplained")}</p>
  <ul class="choices">
    <#list realms as realm><li><a href="${realm.href()}"><bdi>${realm.words()}</bdi></a></li></#list>
  </ul>
</@parts.page>
