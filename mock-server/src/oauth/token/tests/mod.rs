mod assertions;
mod clients;
mod codes;
mod hostile;
mod refreshing;
