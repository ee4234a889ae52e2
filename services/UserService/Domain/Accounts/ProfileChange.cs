namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>New values of a profile; null leaves one as it is.</summary>
internal sealed record ProfileChange(string? Name, string? Locale, string? Email)
{
    /// <summary>The names of the changed fields, for the audit trail.</summary>
    public string ChangedFields
    {
        get
        {
            List<string> fields = [];
            if (Name is not null)
                fields.Add("name");
            if (Locale is not null)
                fields.Add("locale");
            if (Email is not null)
                fields.Add("email");
            return string.Join(", ", fields);
        }
    }
}
