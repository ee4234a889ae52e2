namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>Policies that are no single permission.</summary>
public static class StaffPolicies
{
    /// <summary>Whoever may mend something that went wrong, in whatever service.</summary>
    public const string Operations = "operations";
}
