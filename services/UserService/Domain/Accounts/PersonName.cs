namespace Ecommerce.UserService.Domain.Accounts;

internal static class PersonName
{
    public const int MaxLength = 100;
}
